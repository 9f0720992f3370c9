-- People who are invited, and sign-in by an identity provider.

-- Null until the person first comes in: until then they are invited.
alter table users add column last_sign_in_at timestamptz;
update users u
   set last_sign_in_at = (select max(created_at) from sessions s where s.user_id = u.id);

-- sessions.method: link, password or oidc

-- Sign-ins that left for the identity provider and are to come back once, to the browser that left.
create table oidc_sign_ins (
  -- hash of the state
  state       bytea primary key,
  -- hash of the browser's cookie
  browser     bytea not null,
  nonce       text not null,
  verifier    text not null,
  -- the page that was wanted, a path of ours
  return_to   text not null,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index oidc_sign_ins_expiry on oidc_sign_ins (expires_at);
create index login_tokens_user on login_tokens (user_id) where user_id is not null and used_at is null;
