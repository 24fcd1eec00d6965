"""Tables: what their columns, rows and totals say of each other."""
