"""What real servers say: they are started on loopback, provoked, and their replies kept and held against the facts."""
