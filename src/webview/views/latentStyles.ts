import { css } from 'lit';

export const latentStyles = css`
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 20px;
    margin-bottom: 8px;
  }
  .key {
    align-items: center;
    color: var(--quiet);
    display: inline-flex;
    gap: 6px;
  }
  .row-mark,
  .column-mark,
  .arrow-mark {
    forced-color-adjust: none;
  }
  .row-mark,
  .column-mark {
    background: var(--negative);
    border-radius: 50%;
    height: 8px;
    width: 8px;
  }
  .column-mark {
    background: var(--positive);
    border-radius: 0;
  }
  /* As the columns are drawn: an arrow from the origin. */
  .arrow-mark {
    background: linear-gradient(var(--positive), var(--positive)) left / 10px 1.25px no-repeat;
    height: 8px;
    position: relative;
    width: 17px;
  }
  .arrow-mark::after {
    border-bottom: 3.5px solid transparent;
    border-left: 8px solid var(--positive);
    border-top: 3.5px solid transparent;
    content: '';
    position: absolute;
    right: 0;
    top: 0.5px;
  }
  .latent {
    display: grid;
    gap: 12px 20px;
    grid-template-columns: minmax(0, 1fr) minmax(200px, 280px);
  }
  @media (max-width: 640px) {
    .latent {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .aside {
    display: grid;
    gap: 14px;
    align-content: start;
    min-width: 0;
  }
  .pair p + p {
    margin-top: 4px;
  }
  caption {
    font-weight: 600;
    padding-bottom: 4px;
    text-align: left;
  }
  .lasso p {
    margin-bottom: 6px;
    overflow-wrap: anywhere;
  }
  .hint {
    margin: 8px 0 14px;
    max-width: 90ch;
  }
  summary {
    margin-bottom: 8px;
  }
  .figure h2 {
    margin-bottom: 4px;
  }
`;
