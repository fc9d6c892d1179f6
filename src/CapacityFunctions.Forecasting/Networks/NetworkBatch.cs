namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Sequences for one step of training or prediction; a buffer that is filled again and again. Arrays have room for the capacity; their layouts follow
/// <see cref="Count"/>, so that it is set before they are filled.
/// </summary>
internal sealed class NetworkBatch
{
    private int count;

    /// <param name="shape">Of the network.</param>
    /// <param name="capacity">Most sequences, at least 1.</param>
    public NetworkBatch(NetworkShape shape, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Shape = shape;
        Capacity = capacity;
        count = capacity;
        Window = new float[shape.WindowSteps * capacity * shape.EncoderInputs];
        StepInputs = new float[shape.HorizonSteps * capacity * shape.DecoderInputs];
        Base = new float[shape.HorizonSteps * capacity];
        Targets = new float[shape.HorizonSteps * capacity];
        Known = new bool[shape.HorizonSteps * capacity];
        Weights = new float[capacity];
        Traits = new int[capacity][];
        Array.Fill(Weights, 1);
        Array.Fill(Traits, []);
    }

    public NetworkShape Shape { get; }

    public int Capacity { get; }

    /// <summary>Sequences in it, 1 to the capacity.</summary>
    public int Count
    {
        get => count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            count = value;
        }
    }

    /// <summary>Window steps × count × encoder inputs.</summary>
    public float[] Window { get; }

    /// <summary>Horizon steps × count × decoder inputs.</summary>
    public float[] StepInputs { get; }

    /// <summary>Horizon steps × count: what the quantiles are distances from.</summary>
    public float[] Base { get; }

    /// <summary>Horizon steps × count; prediction doesn't read them.</summary>
    public float[] Targets { get; }

    /// <summary>Horizon steps × count: which targets are known. The others may hold anything.</summary>
    public bool[] Known { get; }

    /// <summary>One a sequence, at least 0; 1 from the start.</summary>
    public float[] Weights { get; }

    /// <summary>The trait words of each sequence, empty from the start; kept by reference, not changed.</summary>
    public int[][] Traits { get; }

    /// <summary>The inputs of one step of one window.</summary>
    public Span<float> WindowRow(int step, int sequence) =>
        Window.AsSpan(((step * count) + sequence) * Shape.EncoderInputs, Shape.EncoderInputs);

    /// <summary>The decoder's inputs of one step of one sequence.</summary>
    public Span<float> StepRow(int step, int sequence) =>
        StepInputs.AsSpan(((step * count) + sequence) * Shape.DecoderInputs, Shape.DecoderInputs);

    /// <summary>Sum of the weights of all known targets.</summary>
    public double KnownWeight()
    {
        double sum = 0;
        for (int i = 0; i < Shape.HorizonSteps * count; i++)
        {
            sum += Known[i] ? Weights[i % count] : 0;
        }

        return sum;
    }
}
