"""Practice sets: items drawn by chance with answer keys and worked solutions, in many forms."""
