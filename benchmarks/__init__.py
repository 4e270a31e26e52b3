"""Measurements beside the tests: every number of the README comes from here."""
