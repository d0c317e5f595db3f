/** Words in the name of a metric of which more is better. */
export const greaterWords: readonly string[] = (
  "acc accuracy auc bleu cosine dice f1 fbeta iou kappa map mcc ndcg precision psnr " +
  "r2 recall return reward rouge score sensitivity specificity ssim"
).split(" ");

/** Words in the name of a metric of which less is better, whatever else it says. */
export const lessWords: readonly string[] =
  "cost distance divergence error loss perplexity proximity".split(" ");
