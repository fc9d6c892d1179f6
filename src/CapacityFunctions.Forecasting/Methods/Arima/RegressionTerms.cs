using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>What a series is regressed on: Fourier terms, then external inputs, by name.</summary>
/// <param name="Harmonics">Pairs of Fourier terms.</param>
/// <param name="Names">Names of external inputs.</param>
internal sealed record RegressionTerms(IReadOnlyList<HarmonicTerm> Harmonics, IReadOnlyList<string> Names)
{
    public int Count => (2 * Harmonics.Count) + Names.Count;

    /// <summary>One column a term over consecutive steps.</summary>
    /// <param name="position">Steps before the first one since the start of the history that was fitted.</param>
    /// <param name="length">Number of steps.</param>
    /// <param name="regressors">External inputs over these steps; null where <see cref="Names"/> is empty.</param>
    /// <exception cref="ArgumentException">An input is missing or of another length.</exception>
    public double[][] Columns(long position, int length, RegressorMatrix? regressors)
    {
        double[][] columns = new double[Count][];
        for (int i = 0; i < Harmonics.Count; i++)
        {
            (columns[2 * i], columns[(2 * i) + 1]) = (new double[length], new double[length]);
            Harmonics[i].Fill(position, columns[2 * i], columns[(2 * i) + 1]);
        }

        for (int i = 0; i < Names.Count; i++)
        {
            columns[(2 * Harmonics.Count) + i] = External(Names[i], length, regressors).ToArray();
        }

        return columns;
    }

    public void Write(StateWriter writer)
    {
        writer.WriteInt32(Harmonics.Count);
        foreach (HarmonicTerm term in Harmonics)
        {
            writer.WriteVariableInt64(term.Period);
            writer.WriteVariableInt64(term.Harmonic);
        }

        writer.WriteInt32(Names.Count);
        foreach (string name in Names)
        {
            writer.WriteString(name);
        }
    }

    public static RegressionTerms Read(StateReader reader)
    {
        HarmonicTerm[] harmonics = new HarmonicTerm[reader.ReadLength(2)];
        for (int i = 0; i < harmonics.Length; i++)
        {
            harmonics[i] = new HarmonicTerm((int)reader.ReadVariableInt64(), (int)reader.ReadVariableInt64());
            if (harmonics[i].Period < 1)
            {
                throw new InvalidDataException($"Model state is damaged: a Fourier term of period {harmonics[i].Period}.");
            }
        }

        string[] names = new string[reader.ReadLength(sizeof(int))];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadString();
        }

        return new RegressionTerms(harmonics, names);
    }

    private static ReadOnlySpan<double> External(string name, int length, RegressorMatrix? regressors)
    {
        for (int i = 0; i < (regressors?.Names.Count ?? 0); i++)
        {
            if (string.Equals(regressors!.Names[i], name, StringComparison.Ordinal))
            {
                return regressors.Columns[i].Length == length
                    ? regressors.Columns[i].Span
                    : throw new ArgumentException(
                        $"The regressor '{name}' has {regressors.Columns[i].Length} values for {length} steps.", nameof(regressors));
            }
        }

        throw new ArgumentException($"The model was fitted with the regressor '{name}', which is not given.", nameof(regressors));
    }
}
