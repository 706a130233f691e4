"""The design system: tokens, components, layouts, and the gallery that shows them."""
