using System.Text;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>The side effects: one line in a file for each run of an activity, written before the run does anything else.</summary>
internal sealed class Journal
{
    private readonly string _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _runs;

    /// <param name="file">Goes on where an earlier process stopped.</param>
    public Journal(string file)
    {
        _file = file;
        _runs = Read(file);
    }

    /// <returns>How often the activity has been run before.</returns>
    public int Add(string key)
    {
        lock (_gate)
        {
            int before = _runs.GetValueOrDefault(key);
            using FileStream stream = new(_file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(Encoding.UTF8.GetBytes($"{key}\n"));
            _runs[key] = before + 1;
            return before;
        }
    }

    /// <summary>Runs by key.</summary>
    public static Dictionary<string, int> Read(string file)
    {
        using FileStream stream = new(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(line => line, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.Count(), StringComparer.Ordinal);
    }
}
