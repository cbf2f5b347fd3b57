using ComiteFlow.Bench;

// bench moteur [--quick] [--million] [--only FIGURE]: the engine. bench [SCENARIO] [RUNS]: processor time of a scenario.
return args is ["moteur", .. var options] ? await Banc.RunAsync(options) : await CoutDeScenario.RunAsync(args);
