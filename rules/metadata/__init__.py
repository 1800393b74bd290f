"""Front matter: whether it can be read, what it means, what it lacks."""
