"""The engine that evaluates law: reads a policy folder, checks it, explains a decision. Imports no Django."""
