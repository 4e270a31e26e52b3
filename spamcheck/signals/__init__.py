"""The signals: one file each, discovered by folder."""
