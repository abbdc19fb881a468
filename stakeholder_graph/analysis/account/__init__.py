"""The account as a whole: its stage, its class, the signs that it comes apart."""
