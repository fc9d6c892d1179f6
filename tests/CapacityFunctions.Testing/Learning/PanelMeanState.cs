using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Testing.Learning;

/// <summary>What was learned so far.</summary>
/// <param name="Horizon">What for.</param>
/// <param name="Done">Pieces of work that are done.</param>
/// <param name="All">The shape of everything.</param>
/// <param name="HeldBack">The shape of what lies before the cutoffs.</param>
/// <param name="Cutoffs">Where each series that was learned from holds back what follows, and where it ends.</param>
internal sealed record PanelMeanState(
    HorizonSpec Horizon, int Done, DayShape All, DayShape HeldBack, SortedDictionary<string, (DateTimeOffset Cutoff, DateTimeOffset End)> Cutoffs)
{
    public static PanelMeanState Empty(SeriesPanel panel)
    {
        int slots = (int)(TimeSpan.FromDays(1) / panel.Horizon.Grid);
        return new PanelMeanState(
            panel.Horizon, 0, new DayShape(new double[slots], new double[slots]), new DayShape(new double[slots], new double[slots]), new(StringComparer.Ordinal));
    }

    public byte[] Write()
    {
        StateWriter writer = new();
        writer.WriteInt64(Horizon.Grid.Ticks);
        writer.WriteInt32(Horizon.Steps);
        writer.WriteInt32(Horizon.OriginStride);
        writer.WriteInt32(Done);
        foreach (DayShape shape in new[] { All, HeldBack })
        {
            writer.WriteDoubles(shape.Sums);
            writer.WriteDoubles(shape.Counts);
        }

        writer.WriteInt32(Cutoffs.Count);
        foreach ((string id, (DateTimeOffset cutoff, DateTimeOffset end)) in Cutoffs)
        {
            writer.WriteString(id);
            writer.WriteInt64(cutoff.UtcTicks);
            writer.WriteInt64(end.UtcTicks);
        }

        return writer.ToArray();
    }

    public static PanelMeanState Read(StateReader reader)
    {
        HorizonSpec horizon = new(new TimeSpan(reader.ReadInt64()), reader.ReadInt32(), reader.ReadInt32());
        int done = reader.ReadInt32();
        DayShape all = new(reader.ReadDoubles(), reader.ReadDoubles());
        DayShape heldBack = new(reader.ReadDoubles(), reader.ReadDoubles());
        SortedDictionary<string, (DateTimeOffset, DateTimeOffset)> cutoffs = new(StringComparer.Ordinal);
        int count = reader.ReadLength(sizeof(long));
        for (int i = 0; i < count; i++)
        {
            cutoffs.Add(reader.ReadString(), (new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero)));
        }

        return new PanelMeanState(horizon, done, all, heldBack, cutoffs);
    }
}
