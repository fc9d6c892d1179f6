using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>
/// Seasonal figures that are taken out before a non-seasonal model and put back after it. Several additive ones, or one multiplicative.
/// Immutable; position counts steps since the phase of index 0.
/// </summary>
internal sealed class SeasonalAdjustment(double[][] figures, bool isMultiplicative, long position)
{
    private const byte Version = 1;

    /// <summary>No season.</summary>
    public static SeasonalAdjustment None { get; } = new([], isMultiplicative: false, 0);

    /// <summary>Effect of the step <paramref name="ahead"/> (0: the next one): a sum, or a factor.</summary>
    public double EffectAt(int ahead)
    {
        double effect = isMultiplicative ? 1 : 0;
        foreach (double[] figure in figures)
        {
            double value = figure[(int)((position + ahead) % figure.Length)];
            effect = isMultiplicative ? effect * value : effect + value;
        }

        return effect;
    }

    public bool IsMultiplicative => isMultiplicative;

    public double Remove(double value, int ahead) => isMultiplicative ? value / EffectAt(ahead) : value - EffectAt(ahead);

    public double Restore(double value, int ahead) => isMultiplicative ? value * EffectAt(ahead) : value + EffectAt(ahead);

    public SeasonalAdjustment Advance(int steps) => new(figures, isMultiplicative, position + steps);

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteBoolean(isMultiplicative);
        writer.WriteInt64(position);
        writer.WriteInt32(figures.Length);
        foreach (double[] figure in figures)
        {
            writer.WriteDoubles(figure);
        }
    }

    public static SeasonalAdjustment Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "seasonal adjustment");
        bool multiplicative = reader.ReadBoolean();
        long position = reader.ReadInt64();
        double[][] figures = new double[reader.ReadLength(sizeof(int))][];
        for (int i = 0; i < figures.Length; i++)
        {
            figures[i] = reader.ReadDoubles();
        }

        return new SeasonalAdjustment(figures, multiplicative, position);
    }
}
