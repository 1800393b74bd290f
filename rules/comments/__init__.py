"""Comments in the body: section markers, payloads, block-editor marks and broken ones."""
