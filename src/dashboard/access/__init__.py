"""Who a request is from: a reader, who is anybody, or staff, who came by a link for one use."""
