"""What a project knows: the domain, what its pages show, what to build again, where links lead; imports no room."""
