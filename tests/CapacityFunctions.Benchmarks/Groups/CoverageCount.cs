namespace CapacityFunctions.Benchmarks.Groups;

/// <summary>How many outcomes lay inside, below and above their intervals.</summary>
internal sealed class CoverageCount
{
    private int _below;
    private int _above;

    public int Known { get; private set; }

    public double Below => (double)_below / Known;

    public double Above => (double)_above / Known;

    public double Inside => 1 - Below - Above;

    public void Add(double outcome, double lower, double upper)
    {
        Known++;
        _below += outcome < lower ? 1 : 0;
        _above += outcome > upper ? 1 : 0;
    }
}
