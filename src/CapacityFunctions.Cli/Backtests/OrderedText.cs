namespace CapacityFunctions.Cli.Backtests;

/// <summary>Writes pieces of text in their order, whatever the order in which threads finish them. Safe for concurrent use.</summary>
/// <param name="writer">Gets piece 0, then 1, and so on; closed by the caller.</param>
internal sealed class OrderedText(TextWriter writer)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, string> waiting = [];
    private int next;

    /// <param name="index">From 0, each once.</param>
    /// <param name="text">The piece, held until all before it have come.</param>
    public void Add(int index, string text)
    {
        lock (gate)
        {
            waiting.Add(index, text);
            while (waiting.Remove(next, out string? piece))
            {
                writer.Write(piece);
                next++;
            }
        }
    }
}
