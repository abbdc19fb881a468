"""What a picture shows of an account, as plain records, and the one place where they are read from a graph."""
