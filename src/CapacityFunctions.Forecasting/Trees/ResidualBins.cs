using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>Bins by the predicted spread and the step ahead, each of about as many rows. Immutable.</summary>
internal sealed class ResidualBins
{
    private readonly float[] spreadEdges;
    private readonly float[] stepEdges;

    private ResidualBins(float[] spreadEdges, float[] stepEdges)
    {
        this.spreadEdges = spreadEdges;
        this.stepEdges = stepEdges;
    }

    public int Count => (spreadEdges.Length + 1) * (stepEdges.Length + 1);

    /// <summary>Divides a sample; where values repeat there may be fewer bins than asked for.</summary>
    public static ResidualBins Of(ReadOnlySpan<float> spreads, ReadOnlySpan<float> steps, int spreadBins, int stepBins) =>
        new(EdgesOf(spreads, spreadBins), EdgesOf(steps, stepBins));

    /// <summary>A missing value (NaN) is in the first bin.</summary>
    public int IndexOf(float spread, float step) => (PlaceOf(spreadEdges, spread) * (stepEdges.Length + 1)) + PlaceOf(stepEdges, step);

    public void Write(StateWriter writer)
    {
        writer.WriteSingles(spreadEdges);
        writer.WriteSingles(stepEdges);
    }

    public static ResidualBins Read(StateReader reader)
    {
        ResidualBins read = new(reader.ReadSingles(), reader.ReadSingles());
        return IsAscending(read.spreadEdges) && IsAscending(read.stepEdges)
            ? read
            : throw new InvalidDataException($"Model state is damaged: the edges of {read.Count} bins don't ascend.");
    }

    /// <summary>Whether all are finite and none is below the one before it.</summary>
    public static bool IsAscending(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || (i > 0 && values[i] < values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Edges that are below the value.</summary>
    private static int PlaceOf(ReadOnlySpan<float> edges, float value)
    {
        int place = 0;
        foreach (float edge in edges)
        {
            place += value > edge ? 1 : 0;
        }

        return place;
    }

    /// <summary>The largest value of each part of the ordered sample but the last; equal ones once.</summary>
    private static float[] EdgesOf(ReadOnlySpan<float> values, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        float[] ordered = values.ToArray();
        Array.Sort(ordered);
        List<float> edges = [];
        for (int bin = 1; bin < bins; bin++)
        {
            int below = (int)((long)bin * ordered.Length / bins);
            float edge = below > 0 ? ordered[below - 1] : float.NaN;
            if (float.IsFinite(edge) && edge < ordered[^1] && (edges.Count == 0 || edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }
}
