"""Corpus reading, injection, training and evaluation: the only user of scikit-learn."""
