"""Audits for people: tables and pictures."""
