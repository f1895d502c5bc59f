"""Art. 26 as pure functions: who is more experienced, what the least support is, which small numbers stay hidden."""
