using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Testing.Learning;

/// <summary>Adds up one series after the other.</summary>
internal sealed class PanelMeanLearning(string name, SeriesPanel panel, int passes, PanelMeanState begin, Action? rehearsal) : ILearning
{
    private const double KnownShare = 0.5;

    private PanelMeanState _state = begin;

    public bool IsComplete => _state.Done >= passes * panel.Series.Count;

    public double Progress => Math.Min(1, (double)_state.Done / (passes * panel.Series.Count));

    public void Advance()
    {
        if (IsComplete)
        {
            throw new InvalidOperationException("The training is complete.");
        }

        rehearsal?.Invoke();
        PanelSeries item = panel.Series[_state.Done % panel.Series.Count];
        int cutoff = (int)(KnownShare * item.History.Length);
        Add(item.History, item.History.Length, _state.All);
        Add(item.History, cutoff, _state.HeldBack);
        _state.Cutoffs[item.Series.Id] = (item.History.TimestampAt(cutoff), item.History.End);
        _state = _state with { Done = _state.Done + 1 };
    }

    public byte[] Checkpoint() => _state.Write();

    public ILearnedModel Complete() =>
        IsComplete ? new PanelMeanModel(name, _state) : throw new InvalidOperationException("The training isn't complete.");

    private static void Add(TimeSeries history, int length, DayShape shape)
    {
        TimeSeries past = history.Head(length);
        double mean = past.Values.ToArray().Sum() / Math.Max(1, past.KnownCount);
        for (int i = 0; i < past.Length && mean > 0; i++)
        {
            if (past.TryGetValue(i, out double value))
            {
                int slot = DayShape.SlotOf(past.TimestampAt(i), shape.Sums.Length);
                shape.Sums[slot] += value / mean;
                shape.Counts[slot]++;
            }
        }
    }
}
