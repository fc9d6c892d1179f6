namespace CapacityFunctions.Cli.Samples;

/// <summary>
/// The ten kinds of workload of the sample organisation, in three business units. What they imitate was measured on public traces of
/// clouds: autocorrelation at a lag of a day between 0 and 0.9, peaks of 3 to 20 times the median, quiet weekends in some and none in
/// others, short jobs on the hour, idle machines that wake up rarely.
/// </summary>
internal static class DemandShapes
{
    private const string Storefront = "Storefront";
    private const string Analytics = "Analytics";
    private const string Corporate = "Corporate";

    private static readonly double[] Shoppers =
        [0.42, 0.32, 0.26, 0.24, 0.25, 0.32, 0.48, 0.68, 0.88, 1.02, 1.10, 1.14, 1.18, 1.12, 1.06, 1.05, 1.10, 1.20, 1.38, 1.52, 1.58, 1.42, 1.05, 0.68];

    private static readonly double[] WeekendShoppers =
        [0.55, 0.42, 0.34, 0.28, 0.26, 0.28, 0.36, 0.52, 0.80, 1.10, 1.32, 1.42, 1.40, 1.36, 1.34, 1.32, 1.30, 1.32, 1.36, 1.40, 1.38, 1.22, 0.98, 0.74];

    private static readonly double[] Office =
        [0.15, 0.14, 0.14, 0.14, 0.15, 0.20, 0.40, 0.95, 1.60, 1.95, 2.05, 2.00, 1.65, 1.85, 2.05, 2.00, 1.85, 1.50, 0.95, 0.55, 0.36, 0.26, 0.20, 0.17];

    private static readonly double[] ClosedOffice =
        [0.14, 0.14, 0.14, 0.14, 0.14, 0.14, 0.15, 0.17, 0.20, 0.22, 0.24, 0.24, 0.22, 0.22, 0.22, 0.22, 0.20, 0.19, 0.18, 0.17, 0.16, 0.15, 0.15, 0.14];

    private static readonly double[] Nightly =
        [0.60, 2.60, 3.60, 3.80, 3.20, 1.80, 0.70, 0.35, 0.30, 0.30, 0.30, 0.32, 0.32, 0.30, 0.30, 0.30, 0.30, 0.30, 0.32, 0.34, 0.36, 0.40, 0.44, 0.50];

    private static readonly double[] Level = [.. Enumerable.Repeat(1.0, 24)];
    private static readonly double[] Asleep = [.. Enumerable.Repeat(0.04, 24)];

    private static readonly double[] Awake =
        [0.04, 0.04, 0.04, 0.04, 0.04, 0.04, 0.10, 0.50, 1.30, 1.90, 2.10, 2.00, 1.40, 1.80, 2.20, 2.10, 1.70, 1.10, 0.50, 0.20, 0.10, 0.06, 0.04, 0.04];

    private static readonly double[] Gentle =
        [0.90, 0.88, 0.86, 0.85, 0.86, 0.88, 0.92, 0.97, 1.03, 1.07, 1.10, 1.12, 1.12, 1.12, 1.11, 1.10, 1.08, 1.06, 1.04, 1.02, 1.00, 0.98, 0.95, 0.92];

    /// <summary>Account number n (from 0) has the shape n modulo 10.</summary>
    public static IReadOnlyList<DemandShape> All { get; } =
    [
        new()
        {
            Workload = "web", BusinessUnit = Storefront, WorkingDay = Shoppers, RestDay = WeekendShoppers, Level = (18, 60), Noise = 0.07,
            BurstsPerDay = 0.5, BurstHeight = 0.25, CampaignLift = 0.8, Priority = 3, GuaranteedShare = 0.5, LendableShare = 0.5,
            LatencyTargetMs = 250, HasSalesForecast = true,
        },
        new()
        {
            Workload = "office", BusinessUnit = Corporate, WorkingDay = Office, RestDay = ClosedOffice, Level = (8, 26), Noise = 0.08,
            BurstsPerDay = 0.2, BurstHeight = 0.3, Priority = 2, GuaranteedShare = 0.3, LendableShare = 0.8,
        },
        new()
        {
            Workload = "nightly", BusinessUnit = Analytics, WorkingDay = Nightly, RestDay = Nightly, Level = (6, 22), Noise = 0.12,
            BurstsPerDay = 0.3, BurstHeight = 0.6, Priority = 1, GuaranteedShare = 0.2, LendableShare = 1,
        },
        new()
        {
            Workload = "search", BusinessUnit = Storefront, WorkingDay = Shoppers, RestDay = WeekendShoppers, Level = (10, 30), Noise = 0.12,
            BurstsPerDay = 3, BurstHeight = 0.5, CampaignLift = 0.5, ReportsTenths = true, Priority = 3, GuaranteedShare = 0.4,
            LendableShare = 0.4, LatencyTargetMs = 120,
        },
        new()
        {
            Workload = "streams", BusinessUnit = Analytics, WorkingDay = Gentle, RestDay = Gentle, Level = (8, 24), Noise = 0.09,
            BurstsPerDay = 0.4, BurstHeight = 0.4, GrowthPerWeek = 0.09, ReportsTenths = true, Priority = 2, GuaranteedShare = 0.5,
            LendableShare = 0.2, ThroughputTarget = 5000,
        },
        new()
        {
            Workload = "platform", BusinessUnit = Corporate, WorkingDay = Level, RestDay = Level, Level = (10, 40), Noise = 0.04,
            Persistence = 0.98, BurstsPerDay = 0.1, BurstHeight = 0.3, LevelShiftsPerWeek = 0.8, Priority = 2, GuaranteedShare = 0.6,
            LendableShare = 0,
        },
        new()
        {
            Workload = "orders", BusinessUnit = Storefront, WorkingDay = Shoppers, RestDay = WeekendShoppers, Level = (6, 20), Noise = 0.08,
            BurstsPerDay = 0.3, BurstHeight = 0.4, CampaignLift = 1.1, Priority = 4, GuaranteedShare = 0.7, LendableShare = 0.2,
            LatencyTargetMs = 400, ThroughputTarget = 800, HasSalesForecast = true,
        },
        new()
        {
            Workload = "jobs", BusinessUnit = Analytics, WorkingDay = Level, RestDay = Level, Level = (3, 10), Noise = 0.15,
            Persistence = 0.7, HourlyJob = 2.5, Priority = 1, GuaranteedShare = 0.2, LendableShare = 1,
        },
        new()
        {
            Workload = "adhoc", BusinessUnit = Analytics, WorkingDay = Gentle, RestDay = Gentle, Level = (2, 9), Noise = 0.3,
            BurstsPerDay = 5, BurstHeight = 1.5, BurstDecay = 0.93, LevelShiftsPerWeek = 0.3, Priority = 0, GuaranteedShare = 0.1,
            LendableShare = 1,
        },
        new()
        {
            Workload = "dev", BusinessUnit = Corporate, WorkingDay = Awake, RestDay = Asleep, Level = (2, 8), Noise = 0.25,
            BurstsPerDay = 0.6, BurstHeight = 1, Priority = 0, GuaranteedShare = 0, LendableShare = 0,
        },
    ];
}
