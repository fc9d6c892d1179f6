namespace CapacityFunctions.Planning.Reservations;

/// <summary>How a reservation is spread over zones. The defaults ask for nothing.</summary>
public sealed record ZoneRules
{
    /// <summary>No zone holds more than this share of the target; above 0, at most 1.</summary>
    public decimal MaxShare { get; init; } = 1;

    /// <summary>Whichever zone is lost, the others still cover this share of the mean demand; 0 to 1.</summary>
    public decimal SurviveZoneLoss { get; init; }

    /// <summary>The share of the demand that may run in any zone; the rest stays where it is predicted. 0 to 1.</summary>
    public decimal FlexibleShare { get; init; } = 1;

    /// <summary>What moving one unit from zone to zone costs once, such as the work of restarting what runs on it; 0 or more.</summary>
    public decimal MoveCostPerUnit { get; init; }

    /// <summary>Over how many hours of lower prices a move has to pay for itself; above 0, at most a year.</summary>
    public decimal MoveAmortisationHours { get; init; } = 24;

    /// <summary>By which share another zone has to be cheaper before units move there, whatever a move costs; 0 to 1.</summary>
    public decimal MoveTolerance { get; init; }
}
