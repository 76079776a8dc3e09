"""Reading: sections, sentences, words and abbreviations of a note."""
