"""What the search for models that hide is made of: lines below a loss, and the proof as a document."""
