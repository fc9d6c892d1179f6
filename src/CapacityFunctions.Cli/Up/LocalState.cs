using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Up;

/// <summary>What a data directory remembers from one start to the next.</summary>
/// <param name="Source">Whose data it is: <see cref="DataSource.Identity"/>.</param>
/// <param name="IsImported">True once everything up to the source's newest observation was sent.</param>
/// <param name="Newest">The newest observation that was sent; UTC.</param>
internal sealed record LocalState(string Source, bool IsImported, DateTimeOffset Newest)
{
    private const string FileName = "clock.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Null when the directory holds none, or that of another source.</summary>
    public static LocalState? Read(string folder, string source)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            LocalState? state = JsonSerializer.Deserialize<LocalState>(File.ReadAllText(path), Json);
            return string.Equals(state?.Source, source, StringComparison.Ordinal) ? state : null;
        }
        catch (JsonException damaged)
        {
            throw InputException.In(path, $"is damaged, remove it to send the data again: {damaged.Message}");
        }
    }

    /// <summary>Replaces the file in one step, so that a kill leaves the old one or the new one.</summary>
    public void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        string draft = path + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(this, Json));
        File.Move(draft, path, overwrite: true);
    }
}
