"""What moves each contact, for the organisation and for the person, and where motives pull apart."""
