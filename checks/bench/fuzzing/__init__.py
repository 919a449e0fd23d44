"""Malformed inputs by structure: instance files, tables of an audit and command lines, each one mutation from valid."""
