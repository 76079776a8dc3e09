"""The REST service over `coding_assist`: a note comes in, suggested codes go out."""
