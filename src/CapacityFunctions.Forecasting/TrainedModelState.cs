using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting;

/// <summary>Binary form of a <see cref="TrainedModel"/>: magic number, version, then the parts in fixed order.</summary>
internal static class TrainedModelState
{
    // "CFM1" read as little-endian.
    private const int Magic = 0x314D4643;
    private const byte Version = 3;

    public static void Write(
        StateWriter writer,
        TrainedModel model,
        ModelMember[] members,
        OriginRow[] rows,
        ConfidenceJudgement confidence,
        in ForecastBounds bounds,
        bool isNonNegative,
        RunningRecord running,
        InputBasis? basis)
    {
        writer.WriteInt32(Magic);
        writer.WriteByte(Version);
        model.Horizon.Write(writer);
        writer.WriteInt64(model.End.UtcTicks);
        writer.WriteInt32(model.MissingSteps);
        writer.WriteInt32(model.Periods.Count);
        foreach (int period in model.Periods)
        {
            writer.WriteInt32(period);
        }

        writer.WriteInt32(members.Length);
        foreach (ModelMember member in members)
        {
            writer.WriteString(member.Method.Name);
            writer.WriteDouble(member.Weight);
            writer.WriteBoolean(member.Method is RegressedMethod);
            member.Model.Write(writer);
        }

        writer.WriteInt32(rows.Length);
        foreach (OriginRow row in rows)
        {
            row.Write(writer);
        }

        writer.WriteInt32(model.Candidates.Count);
        foreach (CandidateScore candidate in model.Candidates)
        {
            writer.WriteString(candidate.Method);
            writer.WriteDouble(candidate.ScaledPinball);
            writer.WriteDouble(candidate.Mase);
        }

        writer.WriteByte((byte)confidence.Confidence);
        writer.WriteString(confidence.Reason);
        bounds.Write(writer);
        writer.WriteBoolean(isNonNegative);
        writer.WriteInt32(model.Inputs.Count);
        foreach (InputUse use in model.Inputs)
        {
            writer.WriteString(use.Name);
            writer.WriteBoolean(use.IsKept);
            writer.WriteInt32(use.LagSteps);
            writer.WriteDouble(use.LossWith);
            writer.WriteDouble(use.LossWithout);
            writer.WriteString(use.Reason);
        }

        writer.WriteBoolean(basis is not null);
        basis?.Write(writer);
        writer.WriteString(model.TimeZone.Id);
        running.Write(writer);
    }

    public static TrainedModel Read(StateReader reader, MethodCatalog catalog)
    {
        if (reader.ReadInt32() != Magic)
        {
            throw new InvalidDataException("This is not the state of a trained model.");
        }

        byte version = reader.ReadByte();
        StateVersion.Require(version, Version, "a trained model");
        HorizonSpec horizon = HorizonSpec.Read(reader);
        DateTimeOffset end = new(reader.ReadInt64(), TimeSpan.Zero);
        int missingSteps = reader.ReadInt32();
        int[] periods = ReadMany(reader, sizeof(int), static source => source.ReadInt32());
        ModelMember[] members = ReadMany(reader, sizeof(double), source => ReadMember(source, version, catalog));
        OriginRow[] rows = ReadMany<OriginRow>(reader, sizeof(long), version switch
        {
            1 => OlderOriginRow.ReadVersion1,
            2 => OlderOriginRow.ReadVersion2,
            _ => OriginRow.Read,
        });
        CandidateScore[] candidates = ReadMany(
            reader, sizeof(double), static source => new CandidateScore(source.ReadString(), source.ReadDouble(), source.ReadDouble()));
        ConfidenceJudgement confidence = new((Confidence)reader.ReadByte(), reader.ReadString());
        ForecastBounds bounds = version == 1 ? ForecastBounds.ReadVersion1(reader) : ForecastBounds.Read(reader);
        bool isNonNegative = reader.ReadBoolean();
        InputUse[] inputs = version < 3 ? [] : ReadMany(reader, sizeof(double), ReadInput);
        InputBasis? basis = version >= 3 && reader.ReadBoolean() ? InputBasis.Read(reader) : null;
        TimeZoneInfo zone = version < 3 ? TimeZoneInfo.Utc : ReadZone(reader);
        RunningRecord running = version < 3
            ? RunningRecord.Unknown(members.Length, rows, horizon.Steps)
            : RunningRecord.Read(reader, members.Length, horizon.Steps);
        LocalGrid? grid = LocalGrid.Of(zone, horizon.Grid);
        members = Array.ConvertAll(members, member => member with { Model = LocalTimeModel.Of(member.Model, grid, end)! });
        return new TrainedModel(
            horizon, end, periods, members, rows, candidates, confidence, bounds, running, isNonNegative, missingSteps, basis, inputs, zone);
    }

    private static TimeZoneInfo ReadZone(StateReader reader)
    {
        string id = reader.ReadString();
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
            ? zone
            : throw new InvalidDataException($"The state is of a model in the time zone '{id}', which this system doesn't know.");
    }

    private static InputUse ReadInput(StateReader reader) => new(
        reader.ReadString(), reader.ReadBoolean(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadString());

    private static ModelMember ReadMember(StateReader reader, byte version, MethodCatalog catalog)
    {
        string name = reader.ReadString();
        double weight = reader.ReadDouble();
        bool isRegressed = version >= 3 && reader.ReadBoolean();
        IForecastMethod? known = catalog.Find(name) is { } plain && isRegressed ? new RegressedMethod(plain, null) : catalog.Find(name);
        return known is { } method
            ? new ModelMember(method, weight, method.Restore(reader))
            : throw new InvalidDataException($"The state holds a model of the method '{name}', which is not in the catalog.");
    }

    private static T[] ReadMany<T>(StateReader reader, int itemSize, Func<StateReader, T> read)
    {
        T[] items = new T[reader.ReadLength(itemSize)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }
}
