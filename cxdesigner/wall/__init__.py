"""Wall diagrams: the whole map as vector PDF on one page or many sheets, as SVG and as PNG."""
