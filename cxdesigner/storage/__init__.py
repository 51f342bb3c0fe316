"""Where a map is kept: the file format, saving that never loses the old file, settings and safe copies."""
