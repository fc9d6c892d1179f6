namespace CapacityFunctions.Cli.Files;

/// <summary>Gives the same string for the same characters, so that a million rows of a hundred names hold a hundred strings.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NamePool() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> characters)
    {
        if (!_lookup.TryGetValue(characters, out string? name))
        {
            name = characters.ToString();
            _names.Add(name);
        }

        return name;
    }
}
