using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Recurrent;

namespace CapacityFunctions.Forecasting.Tests.Learning.Recurrent;

public sealed class LstmLearnerTests : LearnerTests
{
    private protected override ILearner Learner { get; } = new LstmLearner();
}
