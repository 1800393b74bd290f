"""The text between the tags: characters, references and spaces."""
