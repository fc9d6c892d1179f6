using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>The trait words that a training knows, numbered.</summary>
internal sealed class TraitWords
{
    // A word of a single series would be another name for it.
    private const int FewestSeries = 3;

    private readonly string[] words;
    private readonly Dictionary<string, int> indexes;

    private TraitWords(string[] words)
    {
        this.words = words;
        indexes = words.Select((word, index) => (word, index)).ToDictionary(entry => entry.word, entry => entry.index, StringComparer.Ordinal);
    }

    public int Count => words.Length;

    /// <summary>Words that several series have and others lack.</summary>
    public static TraitWords Of(IReadOnlyList<TrainingSeries> series) => new([.. series
        .SelectMany(item => item.Source.Series.Traits.Distinct(StringComparer.Ordinal))
        .GroupBy(word => word, StringComparer.Ordinal)
        .Where(group => group.Count() >= FewestSeries && group.Count() < series.Count)
        .Select(group => group.Key)
        .Order(StringComparer.Ordinal)]);

    /// <summary>Numbers of the words that are known, ascending.</summary>
    public int[] Of(IReadOnlyList<string> traits)
    {
        List<int> known = [];
        foreach (string word in traits)
        {
            if (indexes.TryGetValue(word, out int index) && !known.Contains(index))
            {
                known.Add(index);
            }
        }

        known.Sort();
        return [.. known];
    }

    public void Write(StateWriter writer) => writer.WriteStrings(words);

    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public static TraitWords Read(StateReader reader)
    {
        string[] read = reader.ReadStrings();
        return read.Distinct(StringComparer.Ordinal).Count() == read.Length
            ? new TraitWords(read)
            : throw new InvalidDataException("Model state is damaged: a trait word occurs twice.");
    }
}
