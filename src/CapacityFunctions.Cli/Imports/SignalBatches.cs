using CapacityFunctions.Cli.Files;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Imports;

/// <summary>Cuts signals into batches in the order of the file.</summary>
internal static class SignalBatches
{
    public static IEnumerable<RowBatch> Cut(IEnumerable<SignalValue> signals)
    {
        long line = 2;   // below the header
        foreach (SignalValue[] part in signals.Chunk(UsageBatches.MostRows))
        {
            using StringWriter csv = new() { NewLine = "\n" };
            csv.WriteLine(SignalsFile.Header);
            foreach (SignalValue signal in part)
            {
                SignalsFile.WriteRow(csv, signal);
                csv.WriteLine();
            }

            long first = line;
            yield return new RowBatch(csv.ToString(), [.. Enumerable.Range(0, part.Length).Select(i => first + i)]);
            line += part.Length;
        }
    }
}
