using System.Globalization;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Samples;

/// <summary>One account of the sample: how it is described, and what its demand is drawn from.</summary>
internal sealed record SampleAccount
{
    /// <summary>Account number from 0.</summary>
    public required int Number { get; init; }

    public required AccountId Id { get; init; }

    public required DemandShape Shape { get; init; }

    /// <summary>Typical demand in instances.</summary>
    public required double Level { get; init; }

    /// <summary>How much earlier or later than others its day runs: teams work in different places.</summary>
    public required TimeSpan Phase { get; init; }

    /// <summary>Share of the demand in zones 1, 2 and 3; adds up to 1.</summary>
    public required double[] ZoneShares { get; init; }

    public static SampleAccount Create(int number, SplitMix64 random)
    {
        DemandShape shape = DemandShapes.All[number % DemandShapes.All.Count];
        string name = string.Create(CultureInfo.InvariantCulture, $"{shape.BusinessUnit}-{shape.Workload}-{(number / DemandShapes.All.Count) + 1:00}");
        return new SampleAccount
        {
            Number = number,
            Id = new AccountId(name.ToLowerInvariant()),
            Shape = shape,
            Level = Math.Round(random.NextBetween(shape.Level.Low, shape.Level.High)),
            Phase = SampleCalendar.Step * Math.Round(random.NextBetween(-24, 24)),
            ZoneShares = DrawZoneShares(random),
        };
    }

    /// <summary>The account as its operators describe it.</summary>
    public LinkedAccount Describe(ResourceType resourceType)
    {
        decimal guarantee = (decimal)Math.Ceiling(Level * Shape.GuaranteedShare);
        return new LinkedAccount
        {
            Id = Id,
            Name = $"{Shape.BusinessUnit} {Shape.Workload} {(Number / DemandShapes.All.Count) + 1}",
            BusinessUnit = Shape.BusinessUnit,
            Priority = Shape.Priority,
            Weight = 1 + (Number % 3),
            Mode = Number % 7 == 5 ? OperatingMode.Recommend : OperatingMode.Enforce,
            ServiceLevel = Shape.LatencyTargetMs is null && Shape.ThroughputTarget is null
                ? null
                : new ServiceLevel(Shape.LatencyTargetMs, Shape.ThroughputTarget),
            Resources = new Dictionary<ResourceType, ResourceLimits>
            {
                [resourceType] = new(
                    guarantee,
                    Number % 4 == 3 ? null : (decimal)Math.Ceiling(Level * 8),
                    Math.Floor(guarantee * (decimal)Shape.LendableShare)),
            },
        };
    }

    /// <summary>A quarter of the accounts live in one zone, a quarter in two, the others in all three, unevenly.</summary>
    private static double[] DrawZoneShares(SplitMix64 random)
    {
        double kind = random.NextUnit();
        int first = (int)(random.NextUnit() * 3);
        double[] shares = new double[3];
        shares[first] = random.NextBetween(0.4, 1);
        shares[(first + 1) % 3] = random.NextBetween(0.2, 0.7);
        shares[(first + 2) % 3] = random.NextBetween(0.1, 0.5);
        if (kind < 0.5)
        {
            shares[(first + 2) % 3] = 0;
        }

        if (kind < 0.25)
        {
            shares[(first + 1) % 3] = 0;
        }

        double sum = shares[0] + shares[1] + shares[2];
        return [shares[0] / sum, shares[1] / sum, shares[2] / sum];
    }
}
