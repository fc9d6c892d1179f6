using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>Binary form of a panel, so that a training which goes on later, elsewhere, sees exactly what it began with.</summary>
public static class SeriesPanelState
{
    // "CFP1" read as little-endian.
    private const int Magic = 0x31504643;
    private const byte Version = 1;

    // Ten years of minutes.
    private const int MostSteps = 5_256_000;

    public static byte[] Write(SeriesPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        StateWriter writer = new();
        writer.WriteInt32(Magic);
        writer.WriteByte(Version);
        panel.Horizon.Write(writer);
        writer.WriteInt32(panel.Series.Count);
        foreach ((LearnedSeries series, TimeSeries history) in panel.Series)
        {
            writer.WriteString(series.Id);
            writer.WriteInt32(series.Traits.Count);
            foreach (string trait in series.Traits)
            {
                writer.WriteString(trait);
            }

            writer.WriteInt32(series.Inputs.All.Count);
            foreach (ExternalInput input in series.Inputs.All)
            {
                input.Write(writer);
            }

            WriteHistory(writer, history);
        }

        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static SeriesPanel Read(ReadOnlyMemory<byte> state)
    {
        try
        {
            return Read(new StateReader(state));
        }
        catch (ArgumentException refusal)
        {
            throw new InvalidDataException($"The state of a panel is damaged: {refusal.Message}", refusal);
        }
    }

    private static SeriesPanel Read(StateReader reader)
    {
        if (reader.ReadInt32() != Magic)
        {
            throw new InvalidDataException("This is not the state of a panel.");
        }

        StateVersion.Require(reader.ReadByte(), Version, "a panel");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        PanelSeries[] all = new PanelSeries[reader.ReadLength(sizeof(int))];
        for (int i = 0; i < all.Length; i++)
        {
            string id = reader.ReadString();
            string[] traits = new string[reader.ReadLength(sizeof(int))];
            for (int trait = 0; trait < traits.Length; trait++)
            {
                traits[trait] = reader.ReadString();
            }

            ExternalInput[] inputs = new ExternalInput[reader.ReadLength(sizeof(int))];
            for (int input = 0; input < inputs.Length; input++)
            {
                inputs[input] = ExternalInput.Read(reader);
            }

            all[i] = new PanelSeries(new LearnedSeries(id, traits, new ExternalInputs(inputs)), ReadHistory(reader, horizon.Grid));
        }

        return new SeriesPanel(horizon, all);
    }

    /// <summary>The mask as the lengths of runs, known ones first, then the values of known steps alone.</summary>
    private static void WriteHistory(StateWriter writer, TimeSeries history)
    {
        writer.WriteInt64(history.Start.UtcTicks);
        writer.WriteInt32(history.Length);
        bool isMissing = false;
        int start = 0;
        for (int i = 0; i <= history.Length; i++)
        {
            if (i == history.Length || history.Missing[i] != isMissing)
            {
                writer.WriteVariableInt64(i - start);
                (start, isMissing) = (i, !isMissing);
            }
        }

        for (int i = 0; i < history.Length; i++)
        {
            if (history.TryGetValue(i, out double value))
            {
                writer.WriteDouble(value);
            }
        }
    }

    private static TimeSeries ReadHistory(StateReader reader, TimeSpan step)
    {
        DateTimeOffset start = reader.ReadInstant();

        // Missing steps take no space, so the length itself is checked against what a history may hold.
        int length = reader.ReadInt32();
        if (length is < 0 or > MostSteps)
        {
            throw new InvalidDataException($"The state of a panel is damaged: a history of {length} steps.");
        }

        double[] values = new double[length];
        bool[] missing = new bool[length];
        bool isMissing = false;
        int filled = 0;
        do
        {
            long run = reader.ReadVariableInt64();
            if (run < 0 || run > length - filled)
            {
                throw new InvalidDataException($"The state of a panel is damaged: a run of {run} steps in a history of {length}.");
            }

            missing.AsSpan(filled, (int)run).Fill(isMissing);
            filled += (int)run;
            isMissing = !isMissing;
        }
        while (filled < length);

        for (int i = 0; i < length; i++)
        {
            values[i] = missing[i] ? 0 : reader.ReadDouble();
        }

        return TimeSeries.FromMasked(start, step, values, missing);
    }
}
