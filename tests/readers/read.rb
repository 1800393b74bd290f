# Reads a list of YAML blocks from the standard input, and writes what Psych, Jekyll's reader, makes of each.
require "date"
require "json"
require "yaml"

def plain(value)
  case value
  when Hash then value.to_h { |key, one| [key.to_s, plain(one)] }
  when Array then value.map { |one| plain(one) }
  when DateTime, Time then value.to_time.utc.strftime("%Y-%m-%dT%H:%M:%S.%LZ")
  when Date then value.strftime("%Y-%m-%dT00:00:00.000Z")
  else value
  end
end

answers = JSON.parse($stdin.read).map do |block|
  plain(YAML.respond_to?(:unsafe_load) ? YAML.unsafe_load(block) : YAML.load(block))
rescue StandardError => e
  { "error" => e.message }
end
puts JSON.generate(answers)
