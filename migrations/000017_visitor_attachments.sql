-- The conversation whose customer stored the file, and which alone may hold it; null for files of keys and mails.
alter table attachments add column conversation text;
create index attachments_conversation on attachments (tenant, conversation) where conversation is not null;
