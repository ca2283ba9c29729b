/**
 * Scripts for steps that must be atomic in Redis: a script runs as a whole, with nothing else in between. It is also
 * kept as a whole in the append-only file, and by replicas.
 */

/**
 * KEYS: the index, the leases of the fence, the records. ARGV: the number of leases, the fence's sequence, the leases'
 * tokens, then for each record its key in the index and its text ('' removes it). Returns 'fenced-off' or 'written'.
 */
export const WRITE = `
local leases, sequence = tonumber(ARGV[1]), tonumber(ARGV[2])
local seen = 0
for i = 1, leases do
  local held = redis.call('HMGET', KEYS[1 + i], 'token', 'sequence')
  if held[1] ~= ARGV[2 + i] then return 'fenced-off' end
  if tonumber(held[2]) >= sequence then seen = seen + 1 end
end
-- Carried out already, when its first answer was lost.
if leases > 0 and seen == leases then return 'written' end
for i = 1, leases do redis.call('HSET', KEYS[1 + i], 'sequence', ARGV[2]) end
for i = leases + 2, #KEYS do
  local at = leases + 2 + (i - leases - 2) * 2
  local name, text = ARGV[at + 1], ARGV[at + 2]
  if text == '' then
    redis.call('DEL', KEYS[i])
    redis.call('ZREM', KEYS[1], name)
  else
    redis.call('SET', KEYS[i], text)
    redis.call('ZADD', KEYS[1], 0, name)
  end
end
return 'written'`;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/**
 * KEYS: the lease, the list of all. ARGV: holder, token, ttl in ms, `elseIfExpiresAtMs` or '', its name. Returns 1 if
 * it was taken.
 */
export const TAKE_LEASE = `${NOW}
local held = redis.call('HMGET', KEYS[1], 'token', 'sequence', 'expiresAtMs')
local same = held[1] == ARGV[2]
if held[1] and not same and tonumber(held[3]) > now and held[3] ~= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'token', ARGV[2], 'sequence', same and held[2] or '0',
  'takenAtMs', string.format('%.0f', now), 'expiresAtMs', string.format('%.0f', now + ARGV[3]))
redis.call('SADD', KEYS[2], ARGV[5])
return 1`;

/** KEYS: the lease. ARGV: token, ttl in ms. Returns 1 if it was renewed. */
export const RENEW_LEASE = `${NOW}
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'expiresAtMs', string.format('%.0f', now + ARGV[2]))
return 1`;

/** KEYS: the lease, the list of all. ARGV: token, its name. */
export const FREE_LEASE = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('SREM', KEYS[2], ARGV[2])
return redis.call('DEL', KEYS[1])`;

/** KEYS: the lease. Returns its fields as JSON, or nothing. */
export const READ_LEASE = `${NOW}
local held = redis.call('HMGET', KEYS[1], 'holder', 'token', 'takenAtMs', 'expiresAtMs')
if not held[2] then return false end
return cjson.encode({ holder = held[1], token = held[2], takenAtMs = held[3], expiresAtMs = held[4],
  ranOut = tonumber(held[4]) <= now })`;

/**
 * KEYS: the list of all leases. ARGV: the prefix of their names, and of their keys. Returns those that have not run
 * out, each as JSON.
 */
export const LIST_LEASES = `${NOW}
local found = {}
for _, name in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if string.sub(name, 1, #ARGV[1]) == ARGV[1] then
    local held = redis.call('HMGET', ARGV[2] .. name, 'holder', 'takenAtMs', 'expiresAtMs')
    if held[1] and tonumber(held[3]) > now then
      found[#found + 1] = cjson.encode({ name = name, holder = held[1], takenAtMs = held[2], expiresAtMs = held[3] })
    end
  end
end
return found`;

/**
 * KEYS: the index. ARGV: the key to begin after ('' = with the first), the prefix of records' keys, the most records.
 * Returns keys and texts alternately.
 */
export const PAGE = `
local from, found = ARGV[1] == '' and '-' or '(' .. ARGV[1], {}
repeat
  local names = redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, ARGV[3])
  for _, name in ipairs(names) do
    local text = redis.call('GET', ARGV[2] .. name)
    if text then
      found[#found + 1] = name
      found[#found + 1] = text
    end
    from = '(' .. name
  end
until #names == 0 or #found > 0
return found`;
