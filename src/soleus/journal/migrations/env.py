"""Runs the migrations on the connection that is handed in, inside its open transaction."""

from alembic import context

from soleus.journal.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
