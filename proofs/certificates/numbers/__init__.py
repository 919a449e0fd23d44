"""The integers that a certificate holds, and which of them make it true."""
