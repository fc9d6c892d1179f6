using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What the provider was asked, and what it answered, in a sentence.</summary>
internal static class RequestSentence
{
    internal static string Of(RequestFacts request)
    {
        string more = request.RequestType == RequestType.Increase ? "more" : "less";
        string wish = $"{Figures.Units(request.Amount)} {more} in zone {request.Zone}, {Figures.Text(request.Target)} in total";
        string answer = request.Answer is { } words ? $": {ReasonText.Plain(words)}" : string.Empty;
        string ready = request.ReadyAt is { } at ? $", expected on {Figures.At(at)}" : string.Empty;
        string granted = request.Granted is { } units ? $" and granted {Figures.Text(units)} in total" : string.Empty;
        return request.Outcome switch
        {
            RequestOutcome.Applied => $"The provider was asked for {wish}, and did it.",
            RequestOutcome.Reduced => $"The provider was asked for {wish}{granted}{answer}.",
            RequestOutcome.Refused => $"The provider was asked for {wish}, and refused{answer}.",
            RequestOutcome.Recommended => $"The provider would be asked for {wish}.",
            RequestOutcome.Pending => $"The provider was asked for {wish}, and is still at it{ready}.",
            RequestOutcome.Withdrawn => $"The request for {wish} was withdrawn{answer}.",
            _ => $"The provider was asked for {wish}, and has not answered yet.",
        };
    }
}
