"""Windows: what people see, touch and type into."""
