"""The families of problems, one a module; `problems.registry` lists them."""
